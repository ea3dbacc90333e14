/** Words of a command line as commander takes them, from those that td takes. `commands` are the names it knows. */
export function asCommander(words: readonly string[], commands: ReadonlySet<string>): string[] {
  const command = isBareQuery(words, commands) ? ['query', ...words] : [...words];
  return command.map(withoutGreed);
}

/** `td --database DB --wait "SELECT …"` without the word query is a query. */
function isBareQuery(words: readonly string[], commands: ReadonlySet<string>): boolean {
  const asksForOne = words.some((word) => /^(?:-d|--database)(?:$|=|(?<=^-d))/.test(word));
  return asksForOne && words[0]?.startsWith('-') === true && !words.some((word) => commands.has(word));
}

/** --wait takes its seconds behind an equals sign alone: the word behind it is the query. */
function withoutGreed(word: string): string {
  if (word === '--wait' || word === '-w') return '--wait=';
  return word.replace(/^-w=?(\d+)$/, '--wait=$1');
}
