/** Converts a command line in td's syntax to one that commander parses. `commands` are the known command names. */
export function toCommanderArgs(words: readonly string[], commands: ReadonlySet<string>): string[] {
  const flagCount = countProgramFlags(words);
  const unknown = unknownCommandIn(words, commands);
  if (unknown !== undefined) return [...words.slice(0, flagCount), unknown];
  if (!isBareQuery(words.slice(flagCount), commands)) return bindWaits(words);
  return bindWaits([...words.slice(0, flagCount), 'query', ...words.slice(flagCount)]);
}

/** The word that names the command, after the flags of the program; undefined if another flag or no word follows. */
export function commandIn(words: readonly string[]): string | undefined {
  const word = words[countProgramFlags(words)];
  return word?.startsWith('-') ? undefined : word;
}

/**
 * The unknown command in `nosuch`, `nosuch --help` or `help nosuch`. If this word is passed on alone, commander
 * reports the command as unknown instead of printing help.
 */
export function unknownCommandIn(words: readonly string[], commands: ReadonlySet<string>): string | undefined {
  const [first, topic] = words.slice(countProgramFlags(words));
  const command = first === 'help' ? topic : first;
  return command === undefined || command.startsWith('-') || commands.has(command) ? undefined : command;
}

const VALUELESS_FLAGS: ReadonlySet<string> = new Set(['-v', '--verbose', '--insecure', '--retry-post-requests']);
const VALUE_FLAGS: ReadonlySet<string> = new Set(['-e', '--endpoint', '-k', '--apikey', '--config']);
/**
 * Flags of the program that mean something else in a query. A query without the word `query` may begin with them.
 */
const CONFIG = '-c';
const RETRY = '-r';

/** How many leading words are program flags and their values, which precede the command and are not part of a query. */
function countProgramFlags(words: readonly string[]): number {
  let count = 0;
  for (let word = words[0]; word !== undefined; word = words[count]) {
    const [flag = '', value] = word.split('=', 2);
    if (VALUELESS_FLAGS.has(flag)) count += 1;
    else if (VALUE_FLAGS.has(flag)) count += value === undefined ? 2 : 1;
    else if (word === CONFIG && !isFlag(words[count + 1])) count += 2;
    else if (word === RETRY && isFlag(words[count + 1])) count += 1;
    else return count;
  }
  return count;
}

function isFlag(word: string | undefined): boolean {
  return word?.startsWith('-') === true;
}

/** `td --database DB --wait "SELECT …"` without the word query is a query. */
function isBareQuery(words: readonly string[], commands: ReadonlySet<string>): boolean {
  // -d DB, -dDB, -d=DB, --database DB or --database=DB
  const namesDatabase = words.some((word) => /^(?:-d|--database(?:$|=))/.test(word));
  const isCommand = (word: string, index: number) => commands.has(word) && !takesValue(words[index - 1]);
  return namesDatabase && words[0]?.startsWith('-') === true && !words.some(isCommand);
}

/** Whether the word after this one is its value, such as a database with the name of a command. */
function takesValue(word: string | undefined): boolean {
  return word !== undefined && (word === '-d' || word === '--database' || VALUE_FLAGS.has(word));
}

function bindWaits(words: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    if (isSeconds(words, at)) return [];
    return isSeconds(words, at + 1) ? [`--wait=${words[at + 1]}`] : [bindWait(word)];
  });
}

/**
 * Whether a word is the seconds of the --wait before it. Only workflow commands accept seconds as a separate word, and
 * only if an argument precedes --wait: without an argument, the word is the number of an attempt.
 */
function isSeconds(words: readonly string[], at: number): boolean {
  const before = words[at - 1];
  if ((before !== '--wait' && before !== '-w') || !/^\d{1,6}$/.test(words[at] ?? '')) return false;
  const command = words.findIndex((word) => word.startsWith('workflow:'));
  return command >= 0 && words.slice(command + 1, at - 1).some((word) => !word.startsWith('-'));
}

/** Keeps --wait from taking the next word, which is the query, as its value. */
function bindWait(word: string): string {
  if (word === '--wait' || word === '-w') return '--wait=';
  return word.replace(/^-w=?(\d+)$/, '--wait=$1');
}
