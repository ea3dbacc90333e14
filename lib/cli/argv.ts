/** Words of a command line as commander takes them, from those that td takes. `commands` are the names it knows. */
export function asCommander(words: readonly string[], commands: ReadonlySet<string>): string[] {
  const before = flagsOfProgram(words);
  const unknown = unknownCommandIn(words.slice(before), commands);
  if (unknown !== undefined) return [...words.slice(0, before), unknown];
  if (!isBareQuery(words, commands)) return words.map(withoutGreed);
  return [...words.slice(0, before), 'query', ...words.slice(before)].map(withoutGreed);
}

/** A command that there is not, in `nosuch --help` and `help nosuch` as well: alone, it is refused and not explained. */
function unknownCommandIn([first, topic]: readonly string[], commands: ReadonlySet<string>): string | undefined {
  const command = first === 'help' ? topic : first;
  return command === undefined || command.startsWith('-') || commands.has(command) ? undefined : command;
}

const FLAGS_ALONE: ReadonlySet<string> = new Set(['-v', '--verbose', '--insecure', '--retry-post-requests']);
const FLAGS_WITH_VALUE: ReadonlySet<string> = new Set(['-e', '--endpoint', '-k', '--apikey', '--config']);

/** How many of the first words are flags, and their values, that stand before every command and mean nothing in a query. */
function flagsOfProgram(words: readonly string[]): number {
  let count = 0;
  for (let word = words[0]; word !== undefined; word = words[count]) {
    const [flag = '', value] = word.split('=', 2);
    if (FLAGS_ALONE.has(flag)) count += 1;
    else if (FLAGS_WITH_VALUE.has(flag)) count += value === undefined ? 2 : 1;
    else return count;
  }
  return count;
}

/** `td --database DB --wait "SELECT …"` without the word query is a query. */
function isBareQuery(words: readonly string[], commands: ReadonlySet<string>): boolean {
  const asksForOne = words.some((word) => /^(?:-d|--database)(?:$|=|(?<=^-d))/.test(word));
  const isCommand = (word: string, index: number) => commands.has(word) && !takesValue(words[index - 1]);
  return asksForOne && words[0]?.startsWith('-') === true && !words.some(isCommand);
}

/** A database may be called as a command is. */
function takesValue(word: string | undefined): boolean {
  return word !== undefined && (word === '-d' || word === '--database' || FLAGS_WITH_VALUE.has(word));
}

/** --wait takes its seconds behind an equals sign alone: the word behind it is the query. */
function withoutGreed(word: string): string {
  if (word === '--wait' || word === '-w') return '--wait=';
  return word.replace(/^-w=?(\d+)$/, '--wait=$1');
}
