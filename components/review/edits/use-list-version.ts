'use client';

import { useRef, useState } from 'react';

export interface ListVersion {
  /** The version of the review that the person sees: that of the list, and of the person's own edits since. */
  readonly seen: string | undefined;
  /** The same, also right after an edit. */
  readonly current: () => string | undefined;
  /** To be called after an edit by the person, with the version in which the list shows it. */
  readonly follow: (version: string) => void;
}

/** Follows the version of a list. Edits of others are not followed, so that the list is then known to be behind. */
export function useListVersion(listed: string | undefined): ListVersion {
  const latest = useRef({ listed, seen: listed });
  const [seen, setSeen] = useState(listed);
  if (latest.current.listed !== listed) {
    latest.current = { listed, seen: listed };
    setSeen(listed);
  }
  const follow = (version: string) => {
    // Not `listed`, which is of an older render if an edit before this one has loaded the list again since.
    latest.current = { ...latest.current, seen: version };
    setSeen(version);
  };
  return { seen, current: () => latest.current.seen, follow };
}
