/**
 * Waits for statements that do not need each other's results. PostgreSQL receives them all without a pause and
 * executes them in the order in which they began, so that they take one round trip. Throws the first error, but only
 * once all have ended, because a transaction must not end while statements are still executed.
 */
export async function together<Results extends readonly unknown[]>(
  ...statements: { readonly [Index in keyof Results]: Promise<Results[Index]> }
): Promise<Results> {
  const settled = await Promise.allSettled(statements);
  const failed = settled.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
  if (failed) throw failed.reason;
  return settled.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as Results;
}
