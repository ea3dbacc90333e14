'use server';

import { runAction } from '#lib/web/action-result.ts';
import { beginUploadReview, newReview, repairUpload, uploadEdit } from './review-input.ts';

export async function startReview(input: unknown) {
  return runAction(newReview, input, beginUploadReview);
}

export async function editReview(input: unknown) {
  return runAction(uploadEdit, input, repairUpload);
}
