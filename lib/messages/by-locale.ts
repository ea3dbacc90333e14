import { en, type Messages } from './en.ts';
import { ja } from './ja.ts';
import type { Locale } from './locale.ts';

export const messagesByLocale: Readonly<Record<Locale, Messages>> = { en, ja };
