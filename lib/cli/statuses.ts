import { InvalidArgumentError } from 'commander';

/** Reads a list such as `rejected,not_sent`; throws where a word is none of those known. */
export function listOf<Word extends string>(known: readonly Word[]): (text: string) => readonly Word[] {
  return (text) =>
    text.split(',').map((word) => {
      const found = known.find((each) => each === word.trim());
      if (found === undefined) throw new InvalidArgumentError(`It must be a list of: ${known.join(', ')}.`);
      return found;
    });
}
