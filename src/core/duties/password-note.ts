/** What the policy says is done; what has been advised since stands beside it, for whoever reviews the policy. */
export const passwordNote =
  '定期的な変更は、国の最近の手引きでは求められていません。ポリシーを見直すときに検討してください。';
