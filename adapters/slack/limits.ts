/** What Slack accepts, in characters and elements, as its Block Kit and Web API reference says. */
export const limits = {
  /** Blocks of a message, and of a modal or App Home. */
  messageBlocks: 50,
  viewBlocks: 100,
  /** All texts of one message together: beyond, Slack answers `msg_blocks_too_long`. */
  messageText: 12_000,
  /** The `text` beside the blocks, which notifications and screen readers use. */
  fallback: 4_000,
  header: 150,
  /** A text object of a section or of a context. */
  section: 3_000,
  field: 2_000,
  fields: 10,
  contextElements: 10,
  actionElements: 25,
  /** Slack allows 25; more than five do not stand in a row. */
  buttonsInARow: 5,
  buttonText: 75,
  buttonValue: 2_000,
  actionId: 255,
  blockId: 255,
  options: 100,
  optionGroups: 100,
  optionText: 75,
  optionValue: 150,
  checkboxes: 10,
  inputLabel: 2_000,
  inputHint: 2_000,
  inputText: 3_000,
  placeholder: 150,
  viewTitle: 24,
  viewSubmit: 24,
  viewMetadata: 3_000,
  callbackId: 255,
  prompts: 4,
} as const;
