/** Who looks: whoever keeps the system running, or whoever leads the reps. Only the latter see people's data in the console. */
export type Role = 'ops' | 'head';
