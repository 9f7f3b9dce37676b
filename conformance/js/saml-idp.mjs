// A SAML identity provider made with samlify: prints the response that it would post to AWS's sign-in address, Base64.
// What it says comes from the environment: ENTITY_ID, KEY and CERTIFICATE (PEM), ROLES (pairs, joined by blanks), SESSION,
// SUBJECT, SIGNS (assertion or response), READER (the certificate to encrypt for, PEM; none to encrypt nothing).
import { randomUUID } from 'node:crypto';
import samlify from 'samlify';

const { ENTITY_ID, KEY, CERTIFICATE, ROLES, SESSION, SUBJECT, SIGNS, READER } = process.env;
const SIGN_IN = 'https://signin.aws.amazon.com/saml';
const AWS = 'https://aws.amazon.com/SAML/Attributes/';

const attribute = (name, values) =>
  `<saml:Attribute Name="${AWS}${name}">${values.map(
    value => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join('')}</saml:Attribute>`;

const template = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{ID}" Version="2.0" IssueInstant="{IssueInstant}" Destination="{Destination}"><saml:Issuer>{Issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="{StatusCode}"/></samlp:Status><saml:Assertion ID="{AssertionID}" Version="2.0" IssueInstant="{IssueInstant}"><saml:Issuer>{Issuer}</saml:Issuer><saml:Subject><saml:NameID Format="{NameIDFormat}">{NameID}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="{NotOnOrAfter}" Recipient="{Recipient}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{NotBefore}" NotOnOrAfter="{NotOnOrAfter}"><saml:AudienceRestriction><saml:Audience>{Audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AttributeStatement>${attribute('RoleSessionName', [SESSION])}${attribute('Role', ROLES.split(' '))}</saml:AttributeStatement></saml:Assertion></samlp:Response>`;

const idp = samlify.IdentityProvider({
  entityID: ENTITY_ID,
  privateKey: KEY,
  signingCert: CERTIFICATE,
  isAssertionEncrypted: Boolean(READER),
  messageSigningOrder: 'encrypt-then-sign',
  requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  dataEncryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  nameIDFormat: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
  singleSignOnService: [{ Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location: ENTITY_ID }],
  loginResponseTemplate: { context: template },
});
const aws = samlify.ServiceProvider({
  entityID: 'urn:amazon:webservices',
  encryptCert: READER || undefined,
  wantAssertionsSigned: SIGNS === 'assertion',
  wantMessageSigned: SIGNS === 'response',
  assertionConsumerService: [{ Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location: SIGN_IN }],
});

const now = Date.now();
const values = {
  ID: `_${randomUUID()}`,
  AssertionID: `_${randomUUID()}`,
  Destination: SIGN_IN,
  Recipient: SIGN_IN,
  Audience: 'urn:amazon:webservices',
  Issuer: ENTITY_ID,
  IssueInstant: new Date(now).toISOString(),
  NotBefore: new Date(now).toISOString(),
  NotOnOrAfter: new Date(now + 240_000).toISOString(),
  StatusCode: 'urn:oasis:names:tc:SAML:2.0:status:Success',
  NameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  NameID: SUBJECT,
};
const { context } = await idp.createLoginResponse(
  aws, { extract: { request: { id: 'none' } } }, 'post', {},
  text => ({ id: values.ID, context: samlify.SamlLib.replaceTagsByValue(text, values) }));
process.stdout.write(context);
