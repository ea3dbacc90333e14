import { InvalidArgumentError } from 'commander';

/** Returns a parser of lists such as `rejected,not_sent` that throws for an unknown word. */
export function parseListOf<Word extends string>(allowed: readonly Word[]): (text: string) => readonly Word[] {
  return (text) =>
    text.split(',').map((word) => {
      const found = allowed.find((candidate) => candidate === word.trim());
      if (found === undefined) throw new InvalidArgumentError(`It must be a list of: ${allowed.join(', ')}.`);
      return found;
    });
}
