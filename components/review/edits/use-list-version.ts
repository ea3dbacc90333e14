'use client';

import { useRef, useState } from 'react';

export interface ListVersion {
  /** The version of the review that the person sees: the version of the list, or of the person's last edit since. */
  readonly seen: string | undefined;
  /** Like `seen`, but current even right after an edit, before the next render. */
  readonly current: () => string | undefined;
  /** To be called after an edit by the person, with the version in which the list shows it. */
  readonly follow: (version: string) => void;
}

/** Follows the version of a list, but not edits made on other pages, so that these make the list outdated. */
export function useListVersion(listed: string | undefined): ListVersion {
  const latest = useRef({ listed, seen: listed });
  const [seen, setSeen] = useState(listed);
  if (latest.current.listed !== listed) {
    latest.current = { listed, seen: listed };
    setSeen(listed);
  }
  const follow = (version: string) => {
    // Not `listed`, which is from an older render if an earlier edit has reloaded the list since.
    latest.current = { ...latest.current, seen: version };
    setSeen(version);
  };
  return { seen, current: () => latest.current.seen, follow };
}
