package io.keyvigil.real;

import io.keyvigil.real.AttackedProgram.Memory;

/** With 256 MiB of heap and 2,000 tenants. */
class CentralUnderAttackIT extends AttackSituations {

    @Override
    Memory memory() {
        return Memory.CENTRAL;
    }

    @Override
    int tenants() {
        return 2_000;
    }

    @Override
    int largeBodies() {
        return 90;
    }
}
