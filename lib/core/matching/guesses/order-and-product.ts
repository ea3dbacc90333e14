import { normalizedNames } from '../names/look-up.ts';
import { withoutOrder, withoutProduct } from '../names/parties.ts';
import { firstOfNames, type Guess } from './guess.ts';
import { byOwnName } from './own-name.ts';

/** `Order Currency`, `Conversion Value`: fields that an order has as a whole. */
export const byOrder: Guess = (fields, column) => {
  const ofOrder = fields.filter(
    ({ shape, type, isEventTime, codeOf }) =>
      shape === 'single' && (isEventTime === true || type === 'decimal' || codeOf === 'currency'),
  );
  return firstOfNames(byOwnName, ofOrder, normalizedNames(column).flatMap(withoutOrder));
};

/** `Lineitem sku`, `Produktname`: fields of one product. The names of some of these fields begin with `item_`. */
export const byProduct: Guess = (fields, column) => {
  const ofProduct = fields.filter(({ shape }) => shape === 'item');
  const stems = normalizedNames(column).flatMap(withoutProduct);
  const names = stems.flatMap((stem) => [stem, `item${stem}`]);
  return firstOfNames(byOwnName, ofProduct, names);
};
