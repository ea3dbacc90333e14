'use client';

import NextLink from 'next/link';
import { type ComponentProps, useState } from 'react';

/**
 * A link that loads its page in advance once the pointer or the focus is on it. Next's own link does so for every visible
 * link, which is up to a hundred requests for a page with a list.
 */
export function Link({ onMouseEnter, onFocus, ...rest }: ComponentProps<typeof NextLink>) {
  const [isLikely, setIsLikely] = useState(false);
  return (
    <NextLink
      prefetch={isLikely ? null : false}
      {...rest}
      onMouseEnter={(event) => {
        setIsLikely(true);
        onMouseEnter?.(event);
      }}
      onFocus={(event) => {
        setIsLikely(true);
        onFocus?.(event);
      }}
    />
  );
}
