"use client";

import { createContext } from "react";
import type { TextView } from "@/lib/reading/text-view";

/** How the texts below stand on screen. */
export const TextViewContext = createContext<TextView>("marked-up");
