import type { ReactNode } from 'react';
import { loadAttempt } from '../load-attempt.ts';

/** Loads the attempt before streaming starts: afterwards the response can no longer become a 404. */
export default async function AttemptLayout({
  params,
  children,
}: {
  params: Promise<{ attemptId: string }>;
  children: ReactNode;
}) {
  await loadAttempt(params);
  return children;
}
