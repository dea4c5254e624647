package io.keyvigil.real;

import io.keyvigil.real.AttackedProgram.Memory;

/** With the options of the sidecar: 32 MiB of heap. */
class SidecarUnderAttackIT extends AttackSituations {

    @Override
    Memory memory() {
        return Memory.SIDECAR;
    }

    @Override
    int tenants() {
        return 300;
    }

    @Override
    int largeBodies() {
        return 24;
    }
}
