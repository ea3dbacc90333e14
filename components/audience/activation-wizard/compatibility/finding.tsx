import type { ReactNode } from 'react';
import type { QuickFix } from '#lib/core/audience/activation/compatibility.ts';

/** A finding about the output, with the changes that resolve it. */
export interface Finding {
  readonly key: string;
  readonly tone: 'success' | 'error' | 'warning' | 'info' | 'hashed';
  readonly title: ReactNode;
  readonly text: ReactNode;
  readonly fixes: readonly { readonly label: string; readonly fix: QuickFix }[];
}

/** Renders the tag `code` of the texts. */
export const code = (chunks: ReactNode) => <span className="mono">{chunks}</span>;
