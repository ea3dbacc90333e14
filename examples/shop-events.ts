import type { Row } from './columns.ts';
import type { Market, Product } from './markets.ts';
import type { Random } from './random.ts';

/** Customer events: the columns of an event and of its products. */

export interface Visit {
  /** Makes ids unique. */
  readonly number: number;
  readonly market: Market;
  readonly random: Random;
}

type EventMaker = (visit: Visit) => Row;

const onlineEvents: readonly EventMaker[] = [
  (visit) => ({ ...identified('page_visit', visit), content_name: visit.random.pick(visit.market.products).name }),
  categoryOf,
  (visit) => ({ ...identified('search', visit), search_string: visit.random.pick(visit.market.searches) }),
  (visit) => identified(visit.random.pick(['signup', 'lead', 'subscribe', 'start_trial', 'custom']), visit),
  (visit) => ({ ...identified('watch_video', visit), content_name: giftSet(visit) }),
  cartOf,
  cartOf,
  purchaseOf,
  purchaseOf,
];

/** An online event: browsing, searching, buying. */
export function eventOf(visit: Visit): Row {
  return visit.random.pick(onlineEvents)(visit);
}

function identified(eventName: string, { number, market, random }: Visit): Row {
  const spelling = random.chance(0.02) ? eventName.toUpperCase() : eventName;
  return { event_name: spelling, event_id: `${market.language}-${eventName}-${String(number).padStart(6, '0')}` };
}

function categoryOf(visit: Visit): Row {
  return { ...identified('view_category', visit), content_category: visit.random.pick(visit.market.products).category };
}

/** A cell with a line break, which has to be quoted. */
function giftSet({ market, random }: Visit): string {
  const [first, second] = [random.pick(market.products), random.pick(market.products)];
  return `${first.name}\n+ ${second.name}`;
}

function cartOf(visit: Visit): Row {
  const { market, random } = visit;
  const product = random.pick(market.products);
  return {
    ...identified(random.pick(['add_to_cart', 'add_to_cart', 'add_to_wishlist', 'view_content']), visit),
    currency: market.currency,
    value: product.price,
    content_brand: product.brand,
    ...contentIds([product]),
    ...itemOf(product, '', 1),
  };
}

export function purchaseOf(visit: Visit): Row {
  const { market, number, random } = visit;
  const bought = Array.from({ length: random.integer(1, 3) }, () => ({
    product: random.pick(market.products),
    quantity: random.integer(1, 3),
  }));
  const cents = bought.reduce(
    (sum, { product, quantity }) => sum + Math.round(Number(product.price) * 100) * quantity,
    0,
  );
  return {
    ...identified(random.pick(['checkout', 'checkout', 'checkout', 'initiate_checkout']), visit),
    currency: random.chance(0.9) ? market.currency : market.currency.toLowerCase(),
    value: market.currency === 'JPY' ? String(cents / 100) : (cents / 100).toFixed(2),
    order_id: `R${20_000 + number}`,
    num_items: String(bought.reduce((sum, { quantity }) => sum + quantity, 0)),
    ...contentIds(bought.map(({ product }) => product)),
    ...Object.assign({}, ...bought.map((line, index) => itemOf(line.product, index ? `_${index}` : '', line.quantity))),
  };
}

/** One id per cell, or all of them as a JSON array. */
function contentIds(products: readonly Product[]): Row {
  const ids = products.map(({ id }) => id);
  const [first = '', second = ''] = ids;
  return ids.length > 2 ? { content_ids: JSON.stringify(ids) } : { content_ids: first, content_ids_1: second };
}

function itemOf({ id, name, category, brand, price }: Product, suffix: string, quantity: number): Row {
  return {
    [`item_id${suffix}`]: id,
    [`item_name${suffix}`]: name,
    [`item_category${suffix}`]: category,
    [`item_brand${suffix}`]: brand,
    [`item_price${suffix}`]: price,
    [`item_quantity${suffix}`]: String(quantity),
  };
}
