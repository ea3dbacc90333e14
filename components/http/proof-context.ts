'use client';

import { createContext } from 'react';

/** Asks people to prove who they are, before a sensitive action. Resolves to whether they did. */
export const ProofContext = createContext<() => Promise<boolean>>(() => Promise.resolve(false));
