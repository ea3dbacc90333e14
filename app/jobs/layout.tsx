import type { ReactNode } from 'react';
import { JobQueries } from '#components/jobs/job-queries.tsx';

export default function JobsLayout({ children }: { children: ReactNode }) {
  return <JobQueries>{children}</JobQueries>;
}
