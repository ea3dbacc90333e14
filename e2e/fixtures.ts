import { test as base, type ConsoleMessage, expect } from '@playwright/test';

interface Fixtures {
  /** What the page complained of: errors, warnings about hydration, breaches of the policy. A test fails on any. */
  complaints: string[];
}

export const test = base.extend<Fixtures>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (isComplaint(message)) complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** An answer of 4xx or 5xx that a test asked for is its own matter. */
function isComplaint(message: ConsoleMessage): boolean {
  return message.type() === 'error' && !message.text().startsWith('Failed to load resource');
}

export { expect } from '@playwright/test';
