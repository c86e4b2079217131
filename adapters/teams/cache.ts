/** A map that forgets what was not used for longest, and what is too old. */
export interface Cache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

/** @param age how long a value is believed, in milliseconds */
export function createCache<Value>(atMost: number, now: () => number, age = Number.POSITIVE_INFINITY): Cache<Value> {
  const values = new Map<string, { readonly value: Value; readonly until: number }>();
  return {
    get(key) {
      const entry = values.get(key);
      if (!entry) return undefined;
      values.delete(key);
      if (entry.until <= now()) return undefined;
      values.set(key, entry);
      return entry.value;
    },
    set(key, value) {
      values.delete(key);
      values.set(key, { value, until: now() + age });
      const [oldest] = values.keys();
      if (values.size > atMost && oldest !== undefined) values.delete(oldest);
    },
    delete: (key) => void values.delete(key),
  };
}
