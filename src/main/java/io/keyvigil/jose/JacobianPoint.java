package io.keyvigil.jose;

import java.math.BigInteger;

/**
 * A point of a curve with x = X/Z² and y = Y/Z³, which is added without division; Z is 0 for the point at infinity.
 * Only for public numbers: its execution time depends on them.
 */
record JacobianPoint(CurveEquation equation, BigInteger x, BigInteger y, BigInteger z) {

    private static final int WINDOW = 4;

    boolean isInfinity() {
        return z.signum() == 0;
    }

    JacobianPoint infinity() {
        return new JacobianPoint(equation, BigInteger.ONE, BigInteger.ONE, BigInteger.ZERO);
    }

    JacobianPoint negated() {
        return new JacobianPoint(equation, x, reduced(y.negate()), z);
    }

    BigInteger affineX() {
        BigInteger inverse = z.modInverse(equation.prime());
        return product(x, square(inverse));
    }

    BigInteger affineY() {
        BigInteger inverse = z.modInverse(equation.prime());
        return product(y, product(inverse, square(inverse)));
    }

    JacobianPoint doubled() {
        if (isInfinity() || y.signum() == 0) {
            return infinity();
        }
        BigInteger ySquare = square(y);
        BigInteger distance = product(x.shiftLeft(2), ySquare);
        BigInteger slope = slope();
        BigInteger doubleX = reduced(slope.multiply(slope).subtract(distance.shiftLeft(1)));
        BigInteger doubleY = reduced(slope.multiply(distance.subtract(doubleX))
                .subtract(ySquare.multiply(ySquare).shiftLeft(3)));
        return new JacobianPoint(equation, doubleX, doubleY, product(y.shiftLeft(1), z));
    }

    /** 3X² + aZ⁴. */
    private BigInteger slope() {
        BigInteger tripled = x.multiply(x).multiply(BigInteger.valueOf(3));
        if (equation.a().signum() == 0) {
            return reduced(tripled);
        }
        BigInteger zSquare = square(z);
        return reduced(tripled.subtract(square(zSquare).multiply(BigInteger.valueOf(3))));
    }

    JacobianPoint plus(JacobianPoint other) {
        if (isInfinity()) {
            return other;
        }
        if (other.isInfinity()) {
            return this;
        }
        BigInteger zSquare = square(z);
        BigInteger otherZSquare = square(other.z);
        BigInteger ownX = product(x, otherZSquare);
        BigInteger ownY = product(y, product(otherZSquare, other.z));
        BigInteger run = reduced(other.x.multiply(zSquare).subtract(ownX));
        BigInteger rise = reduced(other.y.multiply(product(zSquare, z)).subtract(ownY));
        if (run.signum() == 0) {
            return rise.signum() == 0 ? doubled() : infinity();
        }
        BigInteger runSquare = square(run);
        BigInteger runCube = product(runSquare, run);
        BigInteger shifted = product(ownX, runSquare);
        BigInteger sumX = reduced(rise.multiply(rise).subtract(runCube).subtract(shifted.shiftLeft(1)));
        BigInteger sumY = reduced(rise.multiply(shifted.subtract(sumX)).subtract(ownY.multiply(runCube)));
        return new JacobianPoint(equation, sumX, sumY, product(run, product(z, other.z)));
    }

    /** The product with the scalar, computed in windows of four bits. */
    JacobianPoint times(BigInteger scalar) {
        JacobianPoint[] multiples = new JacobianPoint[1 << WINDOW];
        multiples[0] = infinity();
        for (int index = 1; index < multiples.length; index++) {
            multiples[index] = multiples[index - 1].plus(this);
        }
        JacobianPoint product = infinity();
        for (int window = (scalar.bitLength() - 1) / WINDOW; window >= 0; window--) {
            for (int bit = 0; bit < WINDOW; bit++) {
                product = product.doubled();
            }
            product = product.plus(multiples[scalar.shiftRight(window * WINDOW).intValue() & (1 << WINDOW) - 1]);
        }
        return product;
    }

    private BigInteger product(BigInteger one, BigInteger other) {
        return reduced(one.multiply(other));
    }

    private BigInteger square(BigInteger number) {
        return reduced(number.multiply(number));
    }

    private BigInteger reduced(BigInteger number) {
        return number.mod(equation.prime());
    }
}
