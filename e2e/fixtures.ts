import { test as base, type ConsoleMessage, expect } from '@playwright/test';

interface Fixtures {
  /** Errors of the page: exceptions, hydration warnings, policy violations. A test fails if there are any. */
  consoleErrors: string[];
}

export const test = base.extend<Fixtures>({
  consoleErrors: [
    async ({ page }, use) => {
      const consoleErrors: string[] = [];
      page.on('pageerror', (error) => consoleErrors.push(error.message));
      page.on('console', (message) => {
        if (isConsoleError(message)) consoleErrors.push(message.text());
      });
      await use(consoleErrors);
      expect(consoleErrors).toEqual([]);
    },
    { auto: true },
  ],
});

/** Ignores 4xx and 5xx responses, which tests provoke on purpose. */
function isConsoleError(message: ConsoleMessage): boolean {
  return message.type() === 'error' && !message.text().startsWith('Failed to load resource');
}

export { expect } from '@playwright/test';
