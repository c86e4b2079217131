/** What each Store must do, whatever is underneath. The parts are in the files beside this one. */
import type { Store } from '../../src/store/store.ts';
import { casesContract } from './store-cases.ts';
import { contactsContract } from './store-contacts.ts';
import { endingContract } from './store-ending.ts';
import { jobsContract } from './store-jobs.ts';
import { keepingContract } from './store-keeping.ts';
import { lanesContract } from './store-lanes.ts';
import { logContract } from './store-log.ts';
import { modelContract } from './store-model.ts';
import { questionsContract } from './store-questions.ts';
import { queueContract } from './store-queue.ts';
import { recordsContract } from './store-records.ts';
import { textContract } from './store-text.ts';
import { togetherContract } from './store-together.ts';
import { trainingContract } from './store-training.ts';
import { turnsContract } from './store-turns.ts';

/** @param open gives an empty store; the suite closes it */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`the store contract: ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    for (const part of [
      jobsContract,
      queueContract,
      lanesContract,
      modelContract,
      recordsContract,
      casesContract,
      textContract,
      logContract,
      contactsContract,
      keepingContract,
      endingContract,
      trainingContract,
      questionsContract,
      togetherContract,
      turnsContract,
    ])
      part(() => store);
  });
}
