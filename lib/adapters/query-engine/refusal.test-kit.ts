import type { UserError } from '../../core/errors.ts';

/** The code and the parameters of the UserError with which work fails. */
export async function refusal(work: Promise<unknown>): Promise<Pick<UserError, 'code' | 'params'>> {
  const error = (await work.then(
    () => undefined,
    (error: unknown) => error,
  )) as UserError;
  return { code: error.code, params: error.params };
}
