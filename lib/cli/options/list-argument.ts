import { InvalidArgumentError } from 'commander';

/** Returns a parser of lists such as `rejected,not_sent` that throws for an unknown word. */
export function parseListOf<Word extends string>(known: readonly Word[]): (text: string) => readonly Word[] {
  return (text) =>
    text.split(',').map((word) => {
      const found = known.find((each) => each === word.trim());
      if (found === undefined) throw new InvalidArgumentError(`It must be a list of: ${known.join(', ')}.`);
      return found;
    });
}
