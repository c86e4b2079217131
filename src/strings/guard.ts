/** What the desk says about its own keeping: who has access, what is unusual, what runs out, what two people decide. */
import type { Text } from '../types.ts';

export const guard = {
  watchText: {
    ja: '{name}：{count}件（{from}〜{to}）。アクセス記録の監視（第６条第８項第３号ウ）で見つかりました。',
    en: '{name}: {count} times ({from} to {to}). The watch over the access log found it (6.8.3.c).',
  },
  digestTitle: { ja: 'アクセス記録のまとめ（{month}）', en: 'Digest of the access log ({month})' },
  digestText: {
    ja: '第６条第８項第３号イに基づき、アクセスの記録を分析しました。心当たりのないものがあれば、管理者に知らせてください。',
    en: 'The access log was analysed as 6.8.3.b asks. If something looks wrong, please tell an administrator.',
  },
  total: { ja: '記録の件数', en: 'Lines' },
  readers: { ja: '閲覧が多い人', en: 'Who read most' },
  night: { ja: '夜間（22時〜6時）・休日', en: 'At night (22–6) and on days off' },
  exporters: { ja: '書き出し・複製', en: 'Exports and copies' },
  refused: { ja: '断られた操作', en: 'Refused' },
  dormant: { ja: '90日使われていない人', en: 'Not seen for 90 days' },
  chain: { ja: '記録の末尾', en: 'End of the log' },
  chainValue: {
    ja: '{rows}件目、照合値 {hash}（うち保存庫に{archived}件）',
    en: 'line {rows}, hash {hash} ({archived} of them archived)',
  },
  none: { ja: 'なし', en: 'none' },
  times: { ja: '{name}（{count}件）', en: '{name} ({count})' },
  more: { ja: '{names} ほか{count}人', en: '{names} and {count} more' },
  unknown: { ja: '名簿にない人（{id}）', en: 'not on the list ({id})' },
  door: { ja: '入口で断られた人（{name}）', en: 'somebody turned away at the door ({name})' },
  self: { ja: 'Tokki（自動）', en: 'Tokki itself' },
  watched: { ja: '監視で知らせたもの', en: 'Alerts' },
  erased: { ja: '消去（自動・契約）', en: 'Erasures' },
  operator: { ja: 'サーバーの操作（{id}）', en: 'the command line ({id})' },
  refusedLog: {
    ja: 'アクセス記録は、管理者と監査担当者だけが見られます。',
    en: 'Only administrators and auditors may see the access log.',
  },
  privateLog: {
    ja: 'アクセス記録は、ほかの人が読めない個別のチャットでお見せします。',
    en: 'I show the access log only in a direct message.',
  },
  idleTitle: { ja: '書きかけの報告が残っています', en: 'An unfinished report is still open' },
  idleText: {
    ja: '{touched}から手が付いていません。{ends}に、書きかけの内容を消去します。続けるときは「続き」、要らないときは「取り消す」と書いてください。',
    en: 'Nobody has touched it since {touched}. I shall delete what was written on {ends}. Write “continue” to go on, or “cancel” if you do not need it.',
  },
  askTitle: { ja: '二人の承認が必要な操作です', en: 'Two administrators have to agree' },
  askText: {
    ja: '{name}が「{what}」を求めています。元に戻せません。管理者二人が承認すると実行できます（72時間以内）。',
    en: '{name} asks for: {what}. It cannot be undone. It can be done once two administrators agree (within 72 hours).',
  },
  eraseWhat: { ja: '契約「{name}」の記録の消去', en: 'erasing the records of the contract “{name}”' },
  keyWhat: { ja: '鍵「{name}」の破棄', en: 'destroying the key “{name}”' },
  approve: { ja: '承認する', en: 'Agree' },
  reject: { ja: '承認しない', en: 'Refuse' },
  requestNumber: { ja: '受付番号', en: 'Request' },
  approved: { ja: '承認を記録しました（{count}人／2人）。', en: 'Your agreement is recorded ({count} of 2).' },
  enough: {
    ja: '二人の承認がそろいました。サーバーで実行できます。',
    en: 'Two administrators have agreed. It can now be run on the server.',
  },
  rejected: {
    ja: '承認しないことを記録しました。この操作は実行できません。',
    en: 'Your refusal is recorded. It will not be done.',
  },
  closed: {
    ja: 'この依頼は、もう承認を待っていません。',
    en: 'This request no longer waits for anybody.',
  },
  copyFailed: {
    backup: {
      title: { ja: 'バックアップが取れていません', en: 'There is no backup of last night' },
      advice: {
        ja: '保存先（BACKUP_DIR）の空きと書込みの権限を確かめ、サーバーで「tokki backup」を実行してください。次の夜に、もう一度自動で行います。',
        en: 'Look whether BACKUP_DIR has room and can be written, then run “tokki backup” on the server. I shall try again the next night.',
      },
    },
    rehearsal: {
      title: { ja: 'バックアップの復元を確かめられません', en: 'The backup could not be restored in the rehearsal' },
      advice: {
        ja: 'サーバーで「tokki restore ファイル --verify」を実行し、原因を確かめてください。直るまでは、一つ前のバックアップと鍵を消さないでください。',
        en: 'Run “tokki restore FILE --verify” on the server and find out why. Until it works, delete neither the backup before nor a key.',
      },
    },
  },
  copyFailedText: {
    ja: '{tries}回試しましたが、できませんでした。{cause}詳しくは、サーバーのログの「backup.failed」の行を見てください。第６条第８項第６号に基づき、お知らせします。',
    en: 'I tried {tries} times without success. {cause} The lines “backup.failed” in the server’s log say more. I tell you because of 6.8.6.',
  },
  copyCauses: {
    storage: { ja: 'ファイルを読み書きできません。', en: 'A file could not be read or written.' },
    database: { ja: 'データベースが応答しません。', en: 'The database did not answer.' },
    backup: {
      ja: 'バックアップのファイルがないか、壊れています。',
      en: 'The backup file is missing or damaged.',
    },
    sealed: { ja: '暗号化された項目を開けません。', en: 'An encrypted field could not be opened.' },
    key: { ja: '暗号の鍵がありません。', en: 'A key is missing.' },
    config: { ja: '保存先（BACKUP_DIR）が設定されていません。', en: 'BACKUP_DIR is not set.' },
    other: { ja: '原因はまだ分かりません。', en: 'I do not know the cause yet.' },
  },
  notYours: { ja: '承認できるのは管理者だけです。', en: 'Only administrators can agree to this.' },
} as const satisfies Readonly<Record<string, Text | Readonly<Record<string, Text | Readonly<Record<string, Text>>>>>>;
