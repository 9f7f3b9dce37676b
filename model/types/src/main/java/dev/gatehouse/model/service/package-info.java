/// How an operation of an AWS service is described, looked up and called, whatever protocol carried it.
///
/// Start at {@link dev.gatehouse.model.service.Operation}: the generated service classes hold one constant each,
/// rooms put them into {@link dev.gatehouse.model.service.Operations} tables, and the front door decodes, calls and
/// encodes.
@NullMarked
package dev.gatehouse.model.service;

import org.jspecify.annotations.NullMarked;
