export const MIN_PASSWORD_LENGTH = 12;

export interface PasswordOwner {
  readonly name: string;
  readonly email: string;
}

/**
 * Why a new password is refused; undefined if it is accepted. Length counts characters, not code units. `isGuessable`
 * knows common passwords and patterns.
 */
export function passwordFault(
  password: string,
  owner: PasswordOwner,
  isGuessable: (password: string, personalWords: readonly string[]) => boolean,
): 'password_short' | 'password_personal' | 'password_guessable' | undefined {
  if ([...password].length < MIN_PASSWORD_LENGTH) return 'password_short';
  const personalWords = wordsOf(owner);
  if (isMostlyOf(personalWords, password)) return 'password_personal';
  return isGuessable(password, personalWords) ? 'password_guessable' : undefined;
}

/**
 * Whether a password contains one of these words and, without all of them, has fewer letters and digits than half of
 * the minimum length.
 */
function isMostlyOf(words: readonly string[], password: string): boolean {
  let remaining = password.toLowerCase();
  for (const word of words) remaining = remaining.replaceAll(word, '');
  return remaining.length < password.length && countLettersAndDigits(remaining) < MIN_PASSWORD_LENGTH / 2;
}

/** Name and email address, and their words of three letters or more, longest first. */
function wordsOf({ name, email }: PasswordOwner): readonly string[] {
  const texts = [name, email].map((text) => text.toLowerCase());
  const parts = texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)).filter((part) => part.length > 2);
  return [...new Set([...texts, ...parts])].sort((a, b) => b.length - a.length);
}

function countLettersAndDigits(text: string): number {
  return [...text].filter((character) => /[\p{L}\p{N}]/u.test(character)).length;
}
