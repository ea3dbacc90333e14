'use client';

import { createContext } from 'react';

/** Asks people to prove who they are, before a strong act. Resolves to whether they did. */
export const ProofContext = createContext<() => Promise<boolean>>(() => Promise.resolve(false));
