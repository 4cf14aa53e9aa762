import { type RefObject, useEffect, useRef, useState } from 'react';

/** The width that an element has on screen, for drawings whose text must not be stretched. */
export function useWidth<E extends HTMLElement>(first = 640): [RefObject<E | null>, number] {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const take = () => setWidth((old) => (element.clientWidth > 0 ? element.clientWidth : old));
    take();
    const watch = new ResizeObserver(take);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [ref, width];
}
