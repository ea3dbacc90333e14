import type { Messages as EnglishMessages } from './en.ts';
import type { Locale } from './locale.ts';

// A text that does not exist becomes a type error where it is asked for.
declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: EnglishMessages;
  }
}
