import type { Messages as EnglishMessages } from './en.ts';
import type { Locale } from './locale.ts';

// A missing text becomes a type error where it is used.
declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: EnglishMessages;
  }
}
