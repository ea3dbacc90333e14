/** Where an error comes from, without its message, which may quote what was read. */
export function stackFrames({ stack = '', message }: Error): string[] {
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  return frames.filter((line) => /^\s+at /.test(line));
}
