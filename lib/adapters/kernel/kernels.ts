import type { Kernel } from '../../core/preparation/kernel.ts';
import { PlainKernel } from './plain-kernel.ts';
import { canRunWasm, WasmKernel } from './wasm-kernel.ts';

/** Whether texts are hashed four at a time: without SIMD, everything takes longer. */
export const hasSimd = canRunWasm();

/** The kernel that this machine can run. */
export function newKernel(): Kernel {
  return hasSimd ? new WasmKernel() : new PlainKernel();
}
