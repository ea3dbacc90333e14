import { z } from 'zod';
import { idNumber } from '../command.ts';

export const uploadInput = z.object({ upload: idNumber });
