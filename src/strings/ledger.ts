/** The ledger of handling, in the words of 6.8.4. */
import type { Text } from '../types.ts';

export const ledger = {
  receive: { ja: '受け渡し（受領）', en: 'received' },
  use: { ja: '使用', en: 'used' },
  copy: { ja: '複写・複製', en: 'copied' },
  keep: { ja: '保管', en: 'kept' },
  carry: { ja: '持ち出し（書き出し）', en: 'carried out, exported' },
  return: { ja: '返還', en: 'returned' },
  erase: { ja: '廃棄・消去', en: 'erased' },
  line: { ja: '番号', en: 'line' },
  at: { ja: '日時', en: 'when' },
  handling: { ja: '取扱い', en: 'handling' },
  subject: { ja: '対象', en: 'what' },
  by: { ja: '取扱者', en: 'who' },
  entered: { ja: '記入', en: 'entered' },
} as const satisfies Readonly<Record<string, Text>>;
