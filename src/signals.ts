/** What instances tell each other beside the store. All of it may be lost: without it they are slower, no more. */

/** There is work that this instance has no hands for; or: the conversation at this address has a new line. */
export type Signal = { readonly about: 'work' } | { readonly about: 'line'; readonly address: string };

export interface Signals {
  /**
   * `none`: there is nothing to talk over, since only one instance runs. `up`: what is told is heard. `down`: the others
   * cannot be reached now, or what they tell is not heard.
   */
  state(): 'none' | 'up' | 'down';
  /** Tells the other instances, if they can be reached; never waits, never fails. */
  tell(signal: Signal): void;
  /** Calls the listener for what others tell. */
  hear(listener: (signal: Signal) => void): void;
  /** Adds one to each counter and gives their values over all instances; undefined where these cannot be had at once. */
  count(names: readonly string[], lifetime: number): Promise<readonly number[] | undefined>;
  close(): Promise<void>;
}

/** One instance has nobody to talk to. */
export const alone: Signals = {
  state: () => 'none',
  tell: () => undefined,
  hear: () => undefined,
  count: async () => undefined,
  close: async () => undefined,
};
