import { appEvents } from './app-events.ts';
import { germanShop } from './german-shop.ts';
import { japaneseShop } from './japanese-shop.ts';
import type { MessyFile } from './messy-file.ts';
import { shopHistory } from './shop-history.ts';
import { usOrders } from './us-orders.ts';

export const messyFiles: readonly MessyFile[] = [germanShop, japaneseShop, usOrders, appEvents, shopHistory];
