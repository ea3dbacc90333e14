'use client';

import { useState } from 'react';
import { type ReviewPreferences, saveReviewPreference } from '../review-preferences.ts';

export type Prefer = <K extends keyof ReviewPreferences>(name: K, value: ReviewPreferences[K]) => void;

/** The preferences, and a function that changes one of them here and in the browser. */
export function useReviewPreferences(stored: ReviewPreferences) {
  const [preferences, setPreferences] = useState(stored);
  const prefer: Prefer = (name, value) => {
    setPreferences({ ...preferences, [name]: value });
    saveReviewPreference(name, value);
  };
  return [preferences, prefer] as const;
}
