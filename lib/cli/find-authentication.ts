import type { AnswerOf } from '../api/route.ts';
import { getAuthentication, listAuthentications } from '../api/routes/authentications.ts';
import { UserError } from '../core/errors.ts';
import type { Product } from './product.ts';

/** A name outranks an id, since a name may consist of digits. Throws UserError `authentication_name_unknown`. */
export async function findAuthentication(product: Product, which: string): Promise<AnswerOf<typeof getAuthentication>> {
  const [named] = (await product.call(listAuthentications, { name: which, limit: 1 })).data;
  if (named) return named;
  if (/^[1-9]\d{0,14}$/.test(which)) return product.call(getAuthentication, { authentication: Number(which) });
  throw new UserError('authentication_name_unknown', { name: which });
}
