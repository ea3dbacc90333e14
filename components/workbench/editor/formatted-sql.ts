/** A query laid out anew; undefined where it cannot be understood. The formatter is loaded when it is first wanted. */
export async function formatted(sql: string): Promise<string | undefined> {
  const { formatDialect, trino } = await import('sql-formatter');
  try {
    return formatDialect(sql, { dialect: trino, keywordCase: 'upper', tabWidth: 2 });
  } catch {
    return undefined;
  }
}
