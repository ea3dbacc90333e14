'use client';

import { createContext } from 'react';

/** Requests a fresh proof for a sensitive action. Resolves to whether there is one. */
export const ProofContext = createContext<() => Promise<boolean>>(() => Promise.resolve(false));
