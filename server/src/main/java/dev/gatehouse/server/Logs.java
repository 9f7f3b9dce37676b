package dev.gatehouse.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.Console;
import org.slf4j.LoggerFactory;

/// Log lines go to standard error: one readable line on a terminal, one JSON object elsewhere, the request id with
/// each. Set up in code because parsing a logging configuration costs a tenth of the start.
public final class Logs extends ContextAwareBase implements Configurator {
    /// A system property that sets another level than INFO.
    private static final String LEVEL = "gatehouse.log.level";

    private static final String TEXT = "%d{HH:mm:ss.SSS} %-5level %-30.30logger{29} %msg %kvp%X{requestId:- }%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        install(context, !onTerminal());
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /// It logs by the JDK's logger, digests and what it could not decrypt among it. Held, so that the level stays.
    private static final java.util.logging.Logger XML_SECURITY =
            java.util.logging.Logger.getLogger("org.apache.xml.security");

    /// Chooses the form of log lines.
    static void use(boolean json) {
        install((LoggerContext) LoggerFactory.getILoggerFactory(), json);
    }

    @SuppressWarnings("SystemConsoleNull") // null again with -Djdk.console=java.base and on older consoles
    static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static void install(LoggerContext context, boolean json) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(json ? json(context) : text(context));
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        Level level = Level.toLevel(System.getProperty(LEVEL), Level.INFO);
        root.setLevel(level);
        root.addAppender(appender);
        context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
        // what broken clients send is answered, not logged line by line
        context.getLogger("org.eclipse.jetty.http").setLevel(Level.ERROR);
        context.getLogger("com.zaxxer.hikari").setLevel(Level.WARN);
        XML_SECURITY.setLevel(java.util.logging.Level.OFF);
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithThreadName(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(TEXT);
        encoder.start();
        return encoder;
    }
}
