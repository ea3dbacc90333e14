'use client';

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** Where following keeps the current time, as a part of the view's width. */
const NOW_PLACE = 0.7;

export interface TimelineScrollOptions {
  zoom: number;
  /** The row to show first. */
  initialRow: number | undefined;
  /** The position of the current time in percent of the axis, if the view follows it. */
  nowPercent: number | undefined;
  /** The row of a running task, which following keeps in view. */
  runningRow: number | undefined;
  scrollToRow: (index: number) => void;
}

/**
 * Shows the chosen row at first. Zooming keeps the middle of the chart in place; following keeps the current time and
 * the running task in view.
 */
export function useTimelineScroll(
  scroller: RefObject<HTMLElement | null>,
  { zoom, initialRow, nowPercent, runningRow, scrollToRow }: TimelineScrollOptions,
): void {
  const initial = useRef(initialRow);
  useEffect(() => {
    if (initial.current !== undefined) scrollToRow(initial.current);
    initial.current = undefined;
  }, [scrollToRow]);
  const lastZoom = useRef(zoom);
  useLayoutEffect(() => {
    const view = scroller.current;
    if (!view || lastZoom.current === zoom) return;
    const middle = view.clientWidth / 2;
    view.scrollLeft = ((view.scrollLeft + middle) * zoom) / lastZoom.current - middle;
    lastZoom.current = zoom;
  }, [scroller, zoom]);
  useEffect(() => {
    const view = scroller.current;
    if (!view || nowPercent === undefined || view.scrollWidth <= view.clientWidth) return;
    view.scrollLeft = (nowPercent / 100) * view.scrollWidth - view.clientWidth * NOW_PLACE;
  }, [scroller, nowPercent]);
  const isFollowing = nowPercent !== undefined;
  useEffect(() => {
    if (isFollowing && runningRow !== undefined) scrollToRow(runningRow);
  }, [isFollowing, runningRow, scrollToRow]);
}
