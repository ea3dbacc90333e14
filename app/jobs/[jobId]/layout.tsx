import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { numberOf } from '#lib/core/view/record-query.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** Loads the job before streaming starts: afterwards the response can no longer become a 404. */
export default async function JobLayout({
  params,
  children,
}: {
  params: Promise<{ jobId: string }>;
  children: ReactNode;
}) {
  const id = numberOf((await params).jobId);
  const { jobs } = await webRuntime();
  if (id === undefined || jobs.find(id) === undefined) notFound();
  return children;
}
