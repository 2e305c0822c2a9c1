using Cistron.Torch;

namespace Cistron.Models.Bert;

/// <summary>The position encodings that have no parameters.</summary>
internal static class Positions
{
    /// <summary>
    /// (T, D): sin(t / 10000^(2i/D)) in even columns 2i, the cosine in the odd ones beside them (Vaswani et al. 2017, §3.5).
    /// </summary>
    public static Tensor Sinusoids(int tokens, int dimensions)
    {
        float[] waves = new float[tokens * dimensions];
        for (int t = 0; t < tokens; t++)
            for (int d = 0; d < dimensions; d++)
            {
                double angle = t / Math.Pow(10000, (d - d % 2) / (double)dimensions);
                waves[t * dimensions + d] = (float)(d % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
            }
        return Tensor.From<float>(waves, tokens, dimensions);
    }

    /// <summary>
    /// Cosines and sines (T, d) of the rotation angles t / 10000^(2i/d), each twice: for the first and the second half of a
    /// head, which rotate into one another (Su et al. 2021, eq. 34, in the layout of ESM and LLaMA).
    /// </summary>
    public static (Tensor Cosines, Tensor Sines) Rotations(int tokens, int headDimensions, Device device)
    {
        float[] cosines = new float[tokens * headDimensions];
        float[] sines = new float[tokens * headDimensions];
        int half = headDimensions / 2;
        for (int t = 0; t < tokens; t++)
            for (int d = 0; d < headDimensions; d++)
            {
                double angle = t / Math.Pow(10000, 2.0 * (d % half) / headDimensions);
                cosines[t * headDimensions + d] = (float)Math.Cos(angle);
                sines[t * headDimensions + d] = (float)Math.Sin(angle);
            }
        return (Tensor.From<float>(cosines, tokens, headDimensions).To(device, DType.Float32),
                Tensor.From<float>(sines, tokens, headDimensions).To(device, DType.Float32));
    }

    /// <summary>(B, H, T, d) rotated: x cos + (−x₂, x₁) sin.</summary>
    public static Tensor Rotate(Tensor x, Tensor cosines, Tensor sines)
    {
        Tensor[] halves = x.Chunk(2, -1);
        return x * cosines + Operators.Cat([-halves[1], halves[0]], -1) * sines;
    }

    /// <summary>(1, H, T, T): −slope · |i − j| for every head (Press et al. 2022, made symmetric as in DNABERT-2).</summary>
    public static Tensor AlibiBias(int tokens, int heads, Device device)
    {
        double[] slopes = AlibiSlopes(heads);
        float[] bias = new float[heads * tokens * tokens];
        for (int h = 0, at = 0; h < heads; h++)
            for (int i = 0; i < tokens; i++)
                for (int j = 0; j < tokens; j++)
                    bias[at++] = (float)(-slopes[h] * Math.Abs(i - j));
        return Tensor.From<float>(bias, 1, heads, tokens, tokens).To(device, DType.Float32);
    }

    /// <summary>
    /// 2^(−8/n), 2^(−16/n) … for n heads, n a power of two; other numbers take every second slope of twice the next lower
    /// power for the heads beyond it (Press et al. 2022, §3).
    /// </summary>
    public static double[] AlibiSlopes(int heads)
    {
        int power = 1;
        while (power * 2 <= heads)
            power *= 2;
        double[] slopes = new double[heads];
        for (int h = 0; h < power; h++)
            slopes[h] = Math.Pow(2, -8.0 * (h + 1) / power);
        for (int h = power; h < heads; h++)
            slopes[h] = Math.Pow(2, -8.0 * (2 * (h - power) + 1) / (2 * power));
        return slopes;
    }
}
