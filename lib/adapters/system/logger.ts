import pino, { type Logger, type SerializedError } from 'pino';
import { causesOf, quotesInput, stackFrames } from '../../core/stack-frames.ts';

export type { Logger } from 'pino';

/**
 * Structured logs as JSON lines on stderr; stdout is for results. Callers never log customer data; the redacted paths
 * are a second line of defense.
 */
export function createLogger(name: string, level: string): Logger {
  return pino(
    {
      name,
      level,
      base: { pid: process.pid },
      serializers: { err: withoutParsedText(pino.stdSerializers.err) },
      redact: {
        paths: ['token', '*.token', 'authorization', '*.authorization', 'headers', '*.headers', 'body', '*.body'],
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** A parser's message quotes the input, which may be personal data, so only the error's stack frames are logged. */
function withoutParsedText(serialize: (error: Error) => SerializedError) {
  return (error: Error): unknown => {
    if (!(error instanceof Error)) return serialize(error);
    return quotesInput(error) ? causesOf(error).map(withoutMessage) : serialize(error);
  };
}

function withoutMessage(error: Error) {
  return { type: error.name, stack: stackFrames(error).join('\n') };
}
