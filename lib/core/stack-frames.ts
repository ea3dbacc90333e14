/** The stack frames of an error without its message, which may quote input. */
export function stackFrames({ stack = '', message }: Error): string[] {
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  return frames.filter((line) => /^\s+at /.test(line));
}

/** Whether the message of an error or of one of its causes may quote input, as syntax errors of parsers do. */
export function quotesInput(error: Error): boolean {
  return causesOf(error).some((cause) => cause instanceof SyntaxError);
}

/** An error and its causes, the outermost first. */
export function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}
