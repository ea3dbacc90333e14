import type { AnswerOf } from '../../commands/command.ts';
import { getAuthentication, listAuthentications } from '../../commands/rows/authentications/authentications.ts';
import { UserError } from '../../core/errors.ts';
import type { Product } from '../product/product.ts';

/**
 * A name takes precedence over an id, since a name may consist of digits. Throws UserError
 * `authentication_name_unknown`, or `authentication_unknown` for an unknown id.
 */
export async function findAuthentication(
  product: Product,
  nameOrId: string,
): Promise<AnswerOf<typeof getAuthentication>> {
  const [byName] = (await product.call(listAuthentications, { name: nameOrId, limit: 1 })).data;
  if (byName) return byName;
  if (/^[1-9]\d{0,14}$/.test(nameOrId)) return product.call(getAuthentication, { authentication: Number(nameOrId) });
  throw new UserError('authentication_name_unknown', { name: nameOrId });
}
