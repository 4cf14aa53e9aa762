/** What a promoter agrees to in a month when nothing else was agreed: a replica, and as many visits as make her active in a quarter. */
export const monthlyGoal = { replicas: 1, advised: 2 } as const;
